/** Collections of limited size. */
package sluice.base.collection;
