/** What the running bot answers over HTTP. */
package sluice.app.http;
