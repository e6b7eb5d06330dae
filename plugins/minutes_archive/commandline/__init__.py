"""The command line: what each verb of build.py does, and how it talks to a clerk."""
