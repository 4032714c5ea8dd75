/** Small pictures, drawn point by point: the image has no AWT. */
package sluice.chat.chart;
