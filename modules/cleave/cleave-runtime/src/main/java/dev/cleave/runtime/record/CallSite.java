package dev.cleave.runtime.record;

import dev.cleave.runtime.contract.ContractMethod;

/**
 * What calls are told apart by.
 *
 * @param module that calls; {@link CallSites#OUTSIDE} for requests from the public port
 * @param caller {@code Class.method}; empty if the call comes from no module
 * @param file of the caller's source, with the line; empty and 0 likewise
 */
record CallSite(
    String module, String caller, String file, int line, ContractMethod method, String binding) {}
