"""The floor under a function of this stack: logger, one model, the event handler, one client."""

import boto3
from aws_lambda_powertools import Logger
from aws_lambda_powertools.event_handler import APIGatewayHttpResolver
from pydantic import BaseModel

logger = Logger()
app = APIGatewayHttpResolver()
table = boto3.client("dynamodb")


class Thing(BaseModel):
    name: str
    size: int


@app.get("/things")
def thing():
    table.get_item(TableName="rapport", Key={"pk": {"S": "a"}, "sk": {"S": "b"}})
    return Thing(name="a", size=1).model_dump()


@logger.inject_lambda_context
def handler(event, context):
    return app.resolve(event, context)
