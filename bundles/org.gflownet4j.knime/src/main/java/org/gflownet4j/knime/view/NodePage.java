package org.gflownet4j.knime.view;

import java.util.List;
import java.util.Optional;

import org.gflownet4j.table.Table;

/** Makes the page of a node's view. */
@FunctionalInterface
public interface NodePage {

    /**
     * Makes the page.
     *
     * @param tables the tables among the node's outputs, in their order; none if the node has not been executed
     * @param figures what the operation gave for the page besides; empty also where an older release saved the node
     * @param remarks sentences
     * @return self-contained HTML
     */
    String html(List<Table> tables, Optional<Table> figures, List<String> remarks);
}
