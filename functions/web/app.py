"""Pages, the JSON API and sign-in, behind one HTTP API."""

from datetime import timedelta
from functools import cache
from http import HTTPStatus
from typing import Any

from aws_lambda_powertools import Logger, Metrics
from aws_lambda_powertools.event_handler import APIGatewayHttpResolver
from aws_lambda_powertools.event_handler.api_gateway import ResponseBuilder
from aws_lambda_powertools.logging import correlation_paths
from aws_lambda_powertools.metrics import MetricUnit
from aws_lambda_powertools.utilities.data_classes import APIGatewayProxyEventV2
from aws_lambda_powertools.utilities.typing import LambdaContext

from rapport import config
from rapport.flows.account import Account
from rapport.flows.bringing import Carrier
from rapport.flows.holding import Inbox
from rapport.flows.own_addresses import OwnAddresses
from rapport.flows.signing_in import SigningIn
from rapport.flows.visiting import Desk
from rapport.outside import clock
from rapport.outside.clients import client, later
from rapport.outside.inbound_queue import InboundQueue
from rapport.outside.journeys import journey
from rapport.outside.mailer import Mailer
from rapport.outside.raw_mail import RawMail
from rapport.outside.secret import Signed
from rapport.outside.secret import signed as read_signed
from rapport.store.table import TableStore
from web import api, errors, json_text, pages, templates
from web.call import Call, House

logger = Logger()
metrics = Metrics()


@cache
def house() -> House:
    """Composed once for the life of the process."""
    welcoming = config.read(config.Welcoming)
    store = TableStore(
        client("dynamodb"),
        config.read(config.Storing).table_name,
        before_recording=journey(logger),
    )
    mailer = Mailer.of(config.read(config.Mailing), made=later)
    way_in = SigningIn(
        store,
        mailer,
        who_may_sign_up=welcoming.who_may_sign_up,
        default_zone=welcoming.default_zone,
        begun=clock.at_earliest,
    )
    answering = config.read(config.Answering)

    @cache
    def signed() -> Signed:
        return read_signed(answering)

    @cache
    def inbox() -> Inbox:
        holding = config.read(config.Holding)
        queue = InboundQueue(client("sqs"), holding.inbound_queue_url)
        keeps = timedelta(days=holding.raw_mail_days)
        return Inbox(store, RawMail(client("s3")), queue, keeps)

    return House(
        store,
        Desk(store),
        way_in,
        Account(store),
        Carrier(store),
        OwnAddresses(store, mailer),
        inbox,
        welcoming.public_url,
        signed,
    )


@cache
def resolver() -> APIGatewayHttpResolver:
    """Every route."""
    app = APIGatewayHttpResolver(enable_validation=True, json_body_deserializer=json_text.read)
    for router in (*pages.ROUTERS, *api.ROUTERS):
        app.include_router(router)
    errors.answer_on(app)
    return app


def ready() -> None:
    """What is made before the first request."""
    house()
    resolver()
    templates.ready()


@logger.inject_lambda_context(
    correlation_id_path=correlation_paths.API_GATEWAY_HTTP, clear_state=True
)
@metrics.log_metrics
def handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    """Answer one request."""
    metrics.add_metric("Requests", MetricUnit.Count, 1)
    call = Call(house(), APIGatewayProxyEventV2(event), clock.now())
    if refused := api.unwelcome(call):
        answer = ResponseBuilder[APIGatewayProxyEventV2](refused).build(call.event)
    else:
        app = resolver()
        app.append_context(call=call, app=app)
        answer = app.resolve(event, context)
    if call.is_api:
        api.open_to_pages_elsewhere(call, answer["headers"])
    if answer["statusCode"] >= HTTPStatus.INTERNAL_SERVER_ERROR:
        metrics.add_metric("RequestsFailed", MetricUnit.Count, 1)
    logger.info("answered", method=call.method, status=answer["statusCode"])
    return answer


config.at_start(ready)
