/** Implements the contract; the transaction boundary. It must not know tables. */
package dev.cleave.shop.__module__.application;
