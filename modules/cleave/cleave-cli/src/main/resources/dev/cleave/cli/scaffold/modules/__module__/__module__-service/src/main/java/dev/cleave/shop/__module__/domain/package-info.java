/** The rules of __module__. No REST, no SQL, no transactions. */
package dev.cleave.shop.__module__.domain;
