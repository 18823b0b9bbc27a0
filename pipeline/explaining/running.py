"""What the machine, the disk, other programs, workers and the preview can be in the way of a run with."""

from __future__ import annotations

from pipeline.problems import Severity
from pipeline.sheets.codes import Code

_E = Severity.ERROR

CODES = (
    Code("disk-full", _E, "Disk full", "What was published before is untouched.", "a folder on a disk with space", "free some space and run again", "0 bytes left", "some hundred megabytes left"),
    Code("output-not-writable", _E, "Cannot write there", "What was published before is untouched.", "a folder that this user may write to", "change the folder's permissions, or close the program that holds its files open", "output/ belongs to another user", "output/ belongs to you"),
    Code("file-unreadable", _E, "File cannot be read", "Everything that an edition rests on is listed with its checksum.", "a file that this user may read, on a disk that works", "change the file's permissions, close the program that holds it open, or put back a copy of it", "a file that only another user may read", "a file that you may read"),
    Code("file-name-not-text", _E, "File name is no text", "A name with control characters cannot be listed.", "file names of letters, digits and marks in UTF-8", "rename the file", "a name with a line break in it", "`skills.xlsx`"),
    Code("build-locked", _E, "Another build is at work", "One build of an edition works at a time.", "one build of an edition at a time", "wait until it has ended and run again", "`gdgr report --no-wait` twice", "`gdgr report`, which waits"),
    Code("lock-unsupported", _E, "Builds cannot be kept apart", "The disk knows no locks, so two builds could mix.", "a local disk of Linux or macOS, or NFS 4", "build on such a disk, and copy the edition to its place", "a network folder without locks", "a local folder"),
    Code("code-changed", _E, "Programme changed during a build", "The edition would name code that did not make it.", "the same code from the beginning of a build to its end", "run again", "`git pull` while a build runs", "`git pull`, then `make report`"),
    Code("fonts-differ", _E, "Worker with other fonts", "A figure would look otherwise from each machine.", "the font packages of the lock file, in the same versions, on every worker", "install the lock file on every worker", "a worker without the font packages", "a worker with the lock file installed"),
    Code("cluster-missing", _E, "Dask not installed", "Work is shared through Dask.", "the extra 'cluster', here and on every worker", "pip install 'gdgr[cluster]', or leave --scheduler out", "`--scheduler tcp://host:8786` without Dask", "the same with `gdgr[cluster]`"),
    Code("scheduler-unreachable", _E, "No scheduler there", "Nobody answers at that address, or its workers have other code.", "the address of a Dask scheduler that answers, with workers of this code and these libraries", "start the scheduler and its workers, mend the address, or leave --scheduler out", "`tcp://host:8787`", "`tcp://host:8786`"),
    Code("scheduler-lost", _E, "Scheduler went away", "What was taken in is kept.", "a scheduler and at least one worker until the end of the build", "start them again and run again", "the scheduler's machine was switched off", "a scheduler that stays"),
    Code("workers-lost", _E, "Worker processes ended", "What was taken in is kept.", "processes that live until their work is done", "look for what ends them (often too little memory), and run again", "the system ended a process for lack of memory", "memory free"),
    Code("port-in-use", _E, "Port taken", "Another program listens there.", "a port of this machine on which nobody else listens", "end what uses it (another preview?), or choose another port", "two previews on 4848", "`make preview PORT=4849`"),
    Code("programme-changed", _E, "Programme changed under a preview", "The preview runs the code it was started with.", "the programme as it was when the preview was started", "restart the preview (Ctrl-C, then make preview)", "`git pull` while the preview runs", "the preview started again"),
    Code("programme-fault", _E, "Fault of the programme", "It is ours, not yours.", "a programme without this fault", "report it with the traceback on the console", "a KeyError", "a message with a place"),
    Code("bench-project-missing", _E, "No project here", "A benchmark builds a copy of the project.", "a whole project: data, report and pipeline", "run the benchmark in the project's folder", "`gdgr bench` in a home folder", "`gdgr bench` in the project"),
    Code("bench-no-indicators", _E, "No indicator to edit", "A benchmark edits a cell of an indicator.", "at least one indicator workbook below data/", "run the benchmark in the project's folder", "an empty data/", "the project's data/"),
    Code("bench-command-failed", _E, "Measured command failed", "What fails cannot be measured.", "a command that does what is to be measured", "run it by hand in the project", "a project with a wrong sheet", "a project that builds"),
    Code("bench-no-volume", _E, "No volume to set", "The limit is Typst alone on a finished volume.", "a finished build with the built-in engine", "build the report first", "no Typst file of a volume", "one for each volume"),
    Code("bench-history-wrong", _E, "History of other columns", "Runs are added to a file of known columns.", "a CSV file with the columns that the message lists", "name another file with --history, or move this one away", "`--history notes.csv`", "`--history build/bench-history.csv`"),
    Code("bench-history-empty", _E, "Nothing to plot", "A plot needs a run.", "at least one run", "run the benchmark once without '--only none'", "`gdgr bench --only none --plot` at first", "`gdgr bench`, then `--plot`"),
)  # fmt: skip
