/** The demo: the whole bot against a Bot API server in this process, with traffic whose every message is accounted for. */
package sluice.demo;
