"""Short jobs do not wait for long ones."""

import pytest
from tests.workers.playing import interactive, scenario

from ravine.workers.local import LocalWorkers

pytestmark = pytest.mark.alone


def test_an_answer_does_not_wait_for_a_long_job_of_somebody_else() -> None:
    async def play(workers: LocalWorkers) -> None:
        workers.warm_up()
        long = workers.submit("interactive", "work", {})
        await long.started()
        assert await workers.submit("interactive", "echo", {}).answer() == b"{}"
        assert not long.done
        long.cancel()

    scenario(play)


def test_when_all_are_busy_for_long_another_process_is_made_ready() -> None:
    async def play(workers: LocalWorkers) -> None:
        first, second = (workers.submit("interactive", "work", {}) for _ in range(2))
        assert await workers.submit("interactive", "echo", {}).answer() == b"{}"
        assert not first.done
        assert not second.done
        assert len(interactive(workers)) > 2
        for job in (first, second):
            job.cancel()

    scenario(play, patience_s=0.05)


def test_short_jobs_stay_with_the_process_that_has_compiled_for_them() -> None:
    async def play(workers: LocalWorkers) -> None:
        home = await workers.submit("interactive", "where", {}).answer()
        workers.warm_up()
        at_home = [workers.submit("interactive", "where", {}) for _ in range(3)]
        assert {await job.answer() for job in at_home} == {home}

    scenario(play, patience_s=20.0)
