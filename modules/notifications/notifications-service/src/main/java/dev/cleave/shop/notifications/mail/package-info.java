/**
 * Sends messages by SMTP, if a mail server is configured. The classes of Jakarta Mail are not
 * loaded before the first message is sent.
 */
package dev.cleave.shop.notifications.mail;
