/**
 * Adapters to the engines that know where modules run: etcd, ZooKeeper, Eureka, Consul, DNS, and
 * what SmallRye Stork has adapters for. Each is a service discovery of Stork; the runtime finds
 * them by {@link dev.cleave.runtime.instance.DiscoveryProvider}. They tell what they were told: the
 * runtime checks it.
 */
package dev.cleave.discovery;
