/**
 * User agents and client hints, coarsened before anything else sees them: a browser family with its
 * major version, an operating system family with its major version, a class of device, and whether
 * a robot speaks (P4). Families come from closed vocabularies, never from the raw text, for an
 * agent may hold anything: a name, an e-mail address, an id.
 */
@NullMarked
package dev.throng.transforms.pseudonymize.agent;

import org.jspecify.annotations.NullMarked;
