package org.tutti.launcher;

import java.nio.file.Path;
import java.util.List;

/**
 * What every rank runs.
 *
 * @param classPath where its classes are
 * @param mainClass the class to start
 * @param jvmArguments what its jar asks of java
 * @param origin where it comes from, for a person
 * @param mayNeedMpi whether something in it may import the package mpi
 */
record Program(List<Path> classPath, String mainClass, List<String> jvmArguments, String origin, boolean mayNeedMpi) {}
