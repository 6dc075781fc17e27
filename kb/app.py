"""The web application: both edges over one runtime."""

import gc
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from fastapi import FastAPI
from fastapi.staticfiles import StaticFiles
from fastapi_offline import FastAPIOffline

from kb import api, web
from kb.runtime import Runtime
from kb.settings import Settings, program_version
from kb.workflows import JobWorker

DESCRIPTION = """ค้นหามติคณะรัฐมนตรีด้วยคำและความหมาย อ้างอิงทุกข้อความกลับไปยังเอกสารต้นทาง

Search over Thai cabinet resolutions by words and by meaning; every passage points back into its document.

วันที่ในคำตอบเป็น ค.ศ. รูปแบบ ISO ส่วนในคำค้นใช้ พ.ศ. ได้"""


def create_app(settings: Settings) -> FastAPI:
    """An application for one home; its parts are opened when it starts and closed when it stops."""
    runtime = Runtime(settings)

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        runtime.warm_up()
        # What is open now stays: without this each full garbage collection walks all of it, in the middle of a query.
        gc.collect()
        gc.freeze()
        gc.set_threshold(50_000, 20, 50)  # a query makes some ten thousand short-lived objects
        app.state.worker = JobWorker(runtime.database, settings.upload_directory, runtime.load)
        runtime.watch()
        app.state.worker.start()
        try:
            yield
        finally:
            app.state.worker.stop()
            runtime.close()
            gc.unfreeze()  # where the process lives on, what was open goes
            gc.collect()

    app: FastAPI = FastAPIOffline(  # its API page needs no network
        title="ฐานความรู้มติคณะรัฐมนตรี (resolution-kb)",
        description=DESCRIPTION,
        version=program_version(),
        lifespan=lifespan,
    )
    app.state.runtime = runtime
    api.register_problems(app, web.problem_page)
    for router in (*api.ROUTERS, web.router):
        app.include_router(router)
    api.describe(app)
    app.mount("/static", StaticFiles(directory=Path(web.__file__).parent / "static"), name="static")
    return app
