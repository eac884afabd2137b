/**
 * The shop over HTTP, as anybody sees it. Runs against the server under test, or against any other:
 * {@code -Dcleave.url=http://host:port -Dcleave.operator.key=…}; what only the database can tell is
 * then left out, unless {@code -Dcleave.database.url=…} names it.
 */
package dev.cleave.shop.blackbox;
