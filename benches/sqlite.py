"""Writers on one SQLite file, a process each: WAL, synchronous=FULL, each entry a durable transaction.

usage: sqlite.py BASE ENTRIES WRITERS EACH

ENTRIES holds one entry of the journal a line, as Préau writes them. Each writer adds EACH of them, one at a time: it takes
the write lock, reads the end of the chain, adds the entry with its hash and its record, and commits. On standard output:
the seconds that it took in all, then the microseconds of each commit.
"""

import hashlib
import multiprocessing
import sqlite3
import sys
import time


def connect(path):
    base = sqlite3.connect(path, timeout=600, isolation_level=None)
    base.execute("PRAGMA journal_mode=WAL")
    base.execute("PRAGMA synchronous=FULL")
    return base


def write(path, entries, writer, each, ready, go, out):
    base = connect(path)
    ready.release()
    go.wait()
    took = []
    for number in range(each):
        entry = entries[(writer * each + number) % len(entries)]
        start = time.perf_counter()
        base.execute("BEGIN IMMEDIATE")
        seq, previous = base.execute("SELECT seq, hash FROM journal ORDER BY seq DESC LIMIT 1").fetchone() or (0, bytes(32))
        link = hashlib.sha256(previous + entry).digest()
        base.execute("INSERT INTO journal VALUES (?, ?, ?)", (seq + 1, link, entry))
        base.execute("INSERT INTO record VALUES (?, ?, ?)", (f"note/{seq + 1:010}", seq + 1, entry))
        base.execute("COMMIT")
        took.append(round((time.perf_counter() - start) * 1e6))
    out.put(took)


def main():
    path, file, writers, each = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
    with open(file, "rb") as lines:
        entries = lines.read().splitlines()
    base = connect(path)
    base.execute("CREATE TABLE journal (seq INTEGER PRIMARY KEY, hash BLOB, entry BLOB)")
    base.execute("CREATE TABLE record (key TEXT PRIMARY KEY, version INTEGER, value BLOB) WITHOUT ROWID")
    base.close()
    ready, go, out = multiprocessing.Semaphore(0), multiprocessing.Event(), multiprocessing.Queue()
    workers = [
        multiprocessing.Process(target=write, args=(path, entries, writer, each, ready, go, out))
        for writer in range(writers)
    ]
    for worker in workers:
        worker.start()
    for _ in workers:
        ready.acquire()
    start = time.perf_counter()
    go.set()
    took = [one for _ in workers for one in out.get()]
    seconds = time.perf_counter() - start
    for worker in workers:
        worker.join()
    count = connect(path).execute("SELECT count(*) FROM journal").fetchone()[0]
    if count != writers * each:
        sys.exit(f"{count} entries, {writers * each} expected")
    print(seconds)
    print("\n".join(map(str, took)))


main()
