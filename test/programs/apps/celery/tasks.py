import os

from celery import Celery, signals
from celery.schedules import crontab

app = Celery("tasks")
app.conf.update(
    broker_url="filesystem://",
    broker_transport_options={"data_folder_in": "/tmp/queue", "data_folder_out": "/tmp/queue"},
    result_backend="file:///tmp/results",
    task_serializer=os.environ.get("SERIALIZER", "json"),
    accept_content=["json", "yaml"],
    worker_hijack_root_logger=False,
    beat_schedule={"nightly": {"task": "tasks.add", "schedule": crontab(hour=3, minute=0), "args": (1, 1)}},
    task_routes={"tasks.never": {"queue": "other"}},
)


@app.task
def add(a, b):
    return a + b


@app.task(bind=True, max_retries=2, default_retry_delay=0)
def flaky(self):
    if self.request.retries < 1:
        raise self.retry()
    return f"after {self.request.retries}"


@app.task
def fails():
    raise ValueError("on purpose")


@app.task
def loaded():
    from extensions import extensions

    return extensions()


@signals.task_postrun.connect
def done(**kwargs):
    pass
