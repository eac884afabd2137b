/**
 * The callee's side of a contract call, the same under every binding: deadline, validation, the
 * transaction of its own, the inbox, and what becomes of an exception. It knows no transport.
 */
package dev.cleave.runtime.call;
