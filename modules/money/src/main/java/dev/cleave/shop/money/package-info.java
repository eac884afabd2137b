/**
 * An amount of money in a currency, and the constraint that bounds one.
 *
 * <p>A plain value: any contract may use it. It must not know modules, HTTP or databases.
 */
package dev.cleave.shop.money;
