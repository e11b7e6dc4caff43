/** Tests that stand outside: the launcher, the distribution, and nodes in processes of their own. */
package multikernel.process;
