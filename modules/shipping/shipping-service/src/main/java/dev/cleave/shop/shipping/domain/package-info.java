/**
 * The rules of shipping: how a shipment is scheduled, sent, called off and taken back. Plain Java;
 * it knows neither beans nor tables.
 */
package dev.cleave.shop.shipping.domain;
