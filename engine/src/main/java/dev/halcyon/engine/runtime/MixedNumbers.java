package dev.halcyon.engine.runtime;

/** Numbers of which each is an integer or a real of its own: what the JSON text of an array tells and a list does not. */
interface MixedNumbers {

    /** The text of the array. */
    String json();

    /** The numbers alone. */
    NumberList.Reals toReals();
}
