/** The steps of watches: found among the modules, prepared for each place where one is named, and called under guard. */
package sluice.engine.steps;
