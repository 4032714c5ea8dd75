/** Record mode: messages and their files kept as notes, and the pages that show them. */
package sluice.engine.notes;
