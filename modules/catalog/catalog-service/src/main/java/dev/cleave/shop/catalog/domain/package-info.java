/** How products change. No REST, no SQL, no transactions. */
package dev.cleave.shop.catalog.domain;
