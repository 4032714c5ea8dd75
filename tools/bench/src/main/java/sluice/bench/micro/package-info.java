/** Single pieces of the bot beside what one would take instead, measured by JMH and JOL. */
package sluice.bench.micro;
