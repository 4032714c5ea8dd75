/** Which watches a message triggers, and which jobs come of it. */
package sluice.app.route;
