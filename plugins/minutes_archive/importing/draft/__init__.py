"""The parts -> a draft minutes file: put together, proven, written, and its doubts told."""
