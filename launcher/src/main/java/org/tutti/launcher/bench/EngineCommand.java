package org.tutti.launcher.bench;

import java.util.List;
import java.util.Map;

/**
 * How an engine is started.
 *
 * @param name what tables call it
 * @param ranks how many of its processes take commands
 * @param command starts it; added are the folder of the pipes, the number of the process that has their other ends, and whether there
 *     are more ranks than processors: a rank that is bound to one cannot know
 * @param environment what it finds in its environment besides ours
 */
public record EngineCommand(String name, int ranks, List<String> command, Map<String, String> environment) {}
