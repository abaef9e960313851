# Compiling step by step, so that the collector and the firmware have their turns.


def _compile_text(compilation):
    while not _compile_step(compilation):
        pass
    return _compiled(compilation)


# `exec` and `eval`.
def _run_text(compilation, namespace):
    while not _compile_step(compilation):
        pass
    function = _compiled(compilation)
    compilation = None
    return function(namespace)


def _run_module(compilation):
    while not _compile_step(compilation):
        pass
    function = _compiled(compilation)
    compilation = None
    function()
