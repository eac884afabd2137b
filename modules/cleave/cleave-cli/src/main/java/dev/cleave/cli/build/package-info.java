/**
 * What the repository consists of (modules, deployments, their sources) and building what is absent
 * or out of date. Reads poms and file times; runs the Maven wrapper.
 */
package dev.cleave.cli.build;
