/**
 * The plugin host: finds providers, chooses by configuration, starts and closes them, and guards every call into them.
 */
package sluice.host;
