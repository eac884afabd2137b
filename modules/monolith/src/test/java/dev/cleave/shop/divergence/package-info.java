/** The toolkit's divergence suites, over every binding, beside the shop's modules. */
package dev.cleave.shop.divergence;
