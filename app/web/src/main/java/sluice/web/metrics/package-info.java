/** The figures of the bot as Prometheus reads them. Nothing here is loaded before it is asked for. */
package sluice.web.metrics;
