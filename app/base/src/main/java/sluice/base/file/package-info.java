/** Small files that belong to one user. */
package sluice.base.file;
