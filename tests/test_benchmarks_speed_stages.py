from benchmarks.speed.stages import STEPS, stages


def test_each_step_of_a_question_is_told_at_each_size() -> None:
    head, _, *rows = stages([40, 80], 5).splitlines()
    assert head == "| step | 40 | 80 |"
    cells = {
        name: [float(cell) for cell in told] for name, *told in (row.strip("| ").split(" | ") for row in rows)
    }
    assert [*cells] == [*STEPS, "all", "calibration loop, CPU ms"]
    for size in (0, 1):
        steps = [cells[step][size] for step in STEPS]
        assert all(step > 0 for step in steps[:-1])
        assert abs(sum(steps) - cells["all"][size]) <= len(STEPS)  # each is rounded
