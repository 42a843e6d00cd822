"""What no page may do, noted while a browser walks about."""


def watch(context, own, complaints):
    """Note everything that a page should not do."""
    context.on(
        "console",
        lambda message: (
            message.type in {"error", "warning"}
            and complaints.append(f"console, {message.page.url}: {message.text}")
        ),
    )
    context.on("weberror", lambda error: complaints.append(f"script: {error.error}"))
    context.on(
        "request",
        lambda request: (
            request.url.startswith((f"{own}/", "data:"))
            or complaints.append(f"another host: {request.url}")
        ),
    )
    context.on(
        "response",
        lambda answer: answer.status < 400 or complaints.append(f"{answer.status}: {answer.url}"),
    )
    context.add_init_script(
        "document.addEventListener('securitypolicyviolation', event => console.error("
        "'policy: ' + event.violatedDirective + ' ' + event.blockedURI))"
    )
