/** Record mode: messages and their files kept as notes. */
package sluice.engine.notes;
