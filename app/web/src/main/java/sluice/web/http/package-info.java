/** The answers of the running bot over HTTP. */
package sluice.web.http;
