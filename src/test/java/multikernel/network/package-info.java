/** Links between processes: refused, drained, killed, stopped, scribbled into. */
package multikernel.network;
