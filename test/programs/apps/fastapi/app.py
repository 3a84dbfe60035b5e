import datetime
import decimal
import enum
from typing import List, Optional

from fastapi import BackgroundTasks, Cookie, Depends, FastAPI, File, Form, Header, HTTPException, Query, Request, UploadFile
from fastapi.middleware.cors import CORSMiddleware
from fastapi.middleware.gzip import GZipMiddleware
from fastapi.responses import HTMLResponse, PlainTextResponse, RedirectResponse, StreamingResponse
from fastapi.security import HTTPBasic, HTTPBasicCredentials
from fastapi.staticfiles import StaticFiles
from fastapi.templating import Jinja2Templates
from pydantic import BaseModel, Field, validator

from extensions import extensions

app = FastAPI(title="Shop", version="1.0")
app.add_middleware(GZipMiddleware, minimum_size=100_000)
app.add_middleware(CORSMiddleware, allow_origins=["http://other.example"])
app.mount("/static", StaticFiles(directory="static"), name="static")
templates = Jinja2Templates(directory="templates")
security = HTTPBasic()
log = []


class Size(str, enum.Enum):
    small = "small"
    large = "large"


class Item(BaseModel):
    name: str = Field(min_length=2)
    price: decimal.Decimal
    size: Size = Size.small
    made: Optional[datetime.date] = None
    tags: List[str] = []

    @validator("price")
    def positive(cls, value):
        if value <= 0:
            raise ValueError("has to be positive")
        return value


@app.get("/")
async def index():
    return {"hello": "world"}


@app.post("/items", response_model=Item, status_code=201)
async def create(item: Item, background: BackgroundTasks):
    background.add_task(log.append, item.name)
    return item


@app.get("/items/{number}")
def read(number: int, size: Size = Size.large, q: Optional[str] = Query(None, max_length=3)):
    if number > 9:
        raise HTTPException(404, "no such item", headers={"X-Reason": "large"})
    return {"number": number, "size": size, "q": q, "at": datetime.datetime(2024, 2, 29, tzinfo=datetime.timezone.utc)}


async def agent(user_agent: str = Header("none"), token: Optional[str] = Cookie(None)):
    return {"agent": user_agent, "token": token}


@app.get("/agent")
async def who(found=Depends(agent)):
    return found


@app.post("/form")
async def form(text: str = Form(...)):
    return {"text": text}


@app.post("/upload")
async def upload(file: UploadFile = File(...)):
    return {"name": file.filename, "size": len(await file.read())}


@app.get("/secret")
def secret(credentials: HTTPBasicCredentials = Depends(security)):
    return {"user": credentials.username}


@app.get("/page", response_class=HTMLResponse)
async def page(request: Request):
    return templates.TemplateResponse("page.html", {"request": request, "items": ["<a>", "b"]})


@app.get("/stream")
async def stream():
    async def parts():
        for number in range(3):
            yield f"{number}\n"

    return StreamingResponse(parts(), media_type="text/plain")


@app.get("/away")
async def away():
    return RedirectResponse("/")


@app.get("/log", response_class=PlainTextResponse)
async def logged():
    return ",".join(log)


@app.get("/fails")
async def fails():
    raise RuntimeError("on purpose")


@app.get("/extensions")
async def loaded():
    return extensions()
