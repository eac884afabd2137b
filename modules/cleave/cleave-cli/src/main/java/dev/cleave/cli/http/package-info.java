/**
 * The little HTTP that commands need to talk to running processes on this machine. On {@code
 * HttpURLConnection}, because the newer client costs a command 200 ms to load.
 */
package dev.cleave.cli.http;
