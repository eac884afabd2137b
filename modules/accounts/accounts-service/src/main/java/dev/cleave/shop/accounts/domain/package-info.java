/**
 * What accounts remembers. A plain module: its rules are the constraints of the contract and of the
 * database, so there is no more here than the repository. No REST, no SQL.
 */
package dev.cleave.shop.accounts.domain;
