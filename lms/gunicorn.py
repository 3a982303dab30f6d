"""How the web server runs: `gunicorn -c python:lms.gunicorn lms.wsgi:application`; a command-line option wins.

Two processes with four threads each: pages spend their time in Python and in one database, and the smallest machine
this runs on has two cores. More processes on a larger one: the WEB_CONCURRENCY environment variable.
"""

from __future__ import annotations

import os

bind = "127.0.0.1:8000"
workers = int(os.environ.get("WEB_CONCURRENCY") or 2)
worker_class = "gthread"
threads = 4
# A request that takes longer than this has gone wrong; slow work is a job.
timeout = 60
graceful_timeout = 20
keepalive = 5
# A process starts afresh now and then, at different moments, so that a slow leak never adds up.
max_requests = 20_000
max_requests_jitter = 2_000
errorlog = "-"
loglevel = "warning"
# A remote control nobody here uses.
control_socket_disable = True
