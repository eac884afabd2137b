/**
 * The service of {@code user.proto}, which accounts brings itself, beside the one that every
 * contract has over gRPC. It translates to the contract and knows nothing else of the module: so it
 * answers in every process that serves gRPC, wherever accounts lives.
 */
package dev.cleave.shop.accounts.grpc;
