/**
 * The unmodified clients of Azure, each in a process of its own, over TLS against a server process (query.md section 11,
 * ingestion.md section 1, identity.md section 6).
 *
 * <p>A client program does the same in each language and prints what it was answered as one JSON object. What it needs
 * is installed under {@code target/clients} in the versions that the files beside the programs pin. Without Python, Node
 * or a registry a test is skipped and says so; with the variable {@code HALCYON_REQUIRE_CLIENTS} it fails instead.
 *
 * <p>{@code NotebookTest} executes the project's notebook, which uses the same clients, against a fresh server.
 */
@NullMarked
package dev.halcyon.conformance.clients;

import org.jspecify.annotations.NullMarked;
