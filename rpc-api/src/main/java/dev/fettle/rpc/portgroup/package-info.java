/** Requests about portgroups. */
@NullMarked
package dev.fettle.rpc.portgroup;

import org.jspecify.annotations.NullMarked;
