/**
 * The shop's contracts as their consumers see them, in the container, over every binding. What is
 * specific to a module's persistence is tested there, without a server.
 */
package dev.cleave.shop.contract;
