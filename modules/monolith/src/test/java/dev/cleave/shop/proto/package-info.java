/** The {@code .proto} files in the contracts' jars, compared with what the runtime serves. */
package dev.cleave.shop.proto;
