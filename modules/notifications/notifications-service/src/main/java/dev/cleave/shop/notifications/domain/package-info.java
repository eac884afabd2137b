/**
 * What customers are told, where it is sent, and when it is tried again. Plain Java; it knows
 * neither beans nor tables nor mail protocols.
 */
package dev.cleave.shop.notifications.domain;
