/** What an order is worth and how it changes. No REST, no SQL, no calls to other modules. */
package dev.cleave.shop.ordering.domain;
