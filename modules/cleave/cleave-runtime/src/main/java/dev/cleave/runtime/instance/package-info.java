/**
 * Several instances behind one route: which there are (a list, or an engine that knows them), which
 * of them a call goes to, and which are left alone for a while because calls to them failed. It
 * knows engines by {@link dev.cleave.runtime.instance.DiscoveryProvider} only, and bindings by
 * {@link dev.cleave.runtime.route.RemoteBindings} only.
 */
package dev.cleave.runtime.instance;
